package io.cortado.cli.build;

/** Something that cannot be packed; its message is for the user. */
public final class BuildException extends Exception {
  private static final long serialVersionUID = 1L;

  /** With what is wrong, and where. */
  public BuildException(String message) {
    super(message);
  }

  BuildException(String message, Throwable cause) {
    super(message, cause);
  }
}
