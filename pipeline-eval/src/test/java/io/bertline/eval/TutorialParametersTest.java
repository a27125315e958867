package io.bertline.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class TutorialParametersTest {
  private static final Path FILE = Path.of("..", "workflows", "params", "quora-tutorial.yaml");

  @Test
  void itsSectionIsTheRecipeOfTheTutorial() throws IOException {
    List<String> options =
        Files.readAllLines(FILE).stream()
            .dropWhile(line -> !line.equals("eval:"))
            .skip(1)
            .takeWhile(line -> line.startsWith(" "))
            .map(line -> "--" + line.strip().replace(": ", "="))
            .toList();
    assertThat(options).containsExactly("--split=validation", "--threshold=0.5");
    new CommandLine(new EvalCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .parseArgs(options.toArray(String[]::new));
  }
}
