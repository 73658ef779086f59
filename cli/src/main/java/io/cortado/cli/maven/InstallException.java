package io.cortado.cli.maven;

/** Why libraries are not there, in words for who asked for them. */
public final class InstallException extends Exception {
  private static final long serialVersionUID = 1L;

  InstallException(String message, Throwable cause) {
    super(message, cause);
  }

  InstallException(String message) {
    super(message);
  }
}
