package io.cortado.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/**
 * The terminal's line editor, with history and completion, for the prompt of {@code cortado repl}, which has it as {@code
 * java:terminal}. Its methods are called on the loop; a thread of its own waits for keys.
 */
public final class LineEditor {
  /** What the prompt says to {@link #complete}: the part of the line that the names replace. */
  private record Names(String replaced, List<String> names) {}

  private final LinkedBlockingQueue<String> prompts = new LinkedBlockingQueue<>();
  private final LinkedBlockingQueue<Names> answers = new LinkedBlockingQueue<>();
  private volatile CompletableFuture<List<String>> asked = new CompletableFuture<>();
  private volatile boolean reading;

  /** Begins to wait for the first prompt. */
  static LineEditor start() {
    LineEditor editor = new LineEditor();
    Thread.ofPlatform().daemon().name("cortado editor").start(editor::run);
    return editor;
  }

  /** What happens next: {@code line} and its text, {@code complete} and the text before the cursor, or {@code end}. */
  public CompletionStage<List<String>> next(String prompt) {
    asked = new CompletableFuture<>();
    if (!reading) {
      reading = true;
      prompts.add(prompt);
    }
    return asked;
  }

  /** Answers {@code complete}. */
  public void complete(String replaced, List<String> names) {
    answers.add(new Names(replaced, names));
  }

  private void run() {
    try (Terminal terminal = TerminalBuilder.builder().system(true).build()) {
      DefaultParser parser = new DefaultParser();
      // Backslashes and quotes are JavaScript's.
      parser.setEscapeChars(null);
      parser.setQuoteChars(new char[0]);
      parser.setEofOnUnclosedQuote(false);
      LineReader reader =
          LineReaderBuilder.builder().terminal(terminal).parser(parser).completer((one, line, candidates) -> candidates(line, candidates))
              .variable(LineReader.HISTORY_FILE, Path.of(System.getProperty("user.home"), ".cortado_repl_history"))
              .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
              .build();
      while (true) {
        String prompt = prompts.take();
        List<String> told;
        try {
          told = List.of("line", reader.readLine(prompt));
        } catch (UserInterruptException e) {
          told = List.of("line", ".break");
        } catch (EndOfFileException e) {
          told = List.of("end", "");
        }
        reading = false;
        asked.complete(told);
      }
    } catch (IOException e) {
      asked.completeExceptionally(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void candidates(ParsedLine line, List<Candidate> candidates) {
    asked.complete(List.of("complete", line.line().substring(0, line.cursor())));
    try {
      Names names = answers.take();
      // What the reader calls a word may begin before the part that is replaced, in a call for instance.
      String word = line.word().substring(0, line.wordCursor());
      String kept = word.endsWith(names.replaced()) ? word.substring(0, word.length() - names.replaced().length()) : "";
      for (String name : names.names()) {
        candidates.add(new Candidate(kept + name, name, null, null, null, null, false));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
