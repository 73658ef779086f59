package io.cortado.bound;

/** Takes what a script has to say, with a space between. */
public final class Words {
  private final StringBuffer text = new StringBuffer();

  public void say(Object word) {
    text.append(text.isEmpty() ? "" : " ").append(word);
  }

  /** All of it. */
  public String text() {
    return text.toString();
  }
}
