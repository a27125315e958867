package io.bertline.train;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bertline.cli.Commands;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What {@code train} did when it was run in this process.
 *
 * @param exitCode exit code
 * @param out standard output
 * @param err standard error
 */
record CommandRun(int exitCode, String out, String err) {

  /**
   * Runs the command below a root.
   *
   * @param recipe options and their values, each left out if it is among {@code options}
   */
  static CommandRun train(Path root, Map<String, String> recipe, String... options) {
    List<String> arguments = new ArrayList<>(List.of("--root", root.toString()));
    recipe.forEach(
        (option, value) -> {
          if (!Arrays.asList(options).contains(option)) {
            arguments.addAll(List.of(option, value));
          }
        });
    arguments.addAll(Arrays.asList(options));
    return train(arguments.toArray(String[]::new));
  }

  private static CommandRun train(String... arguments) {
    PrintStream oldOut = System.out;
    PrintStream oldErr = System.err;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    System.setOut(new PrintStream(out, true, UTF_8));
    System.setErr(new PrintStream(err, true, UTF_8));
    try {
      int exitCode = Commands.run(new TrainCommand(), arguments);
      return new CommandRun(exitCode, out.toString(UTF_8), err.toString(UTF_8));
    } finally {
      System.setOut(oldOut);
      System.setErr(oldErr);
    }
  }
}
