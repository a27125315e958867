package io.bertline.prep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

final class TutorialParametersTest {
  private static final Path FILE = Path.of("..", "workflows", "params", "quora-tutorial.yaml");

  @Test
  void everyKeyOfItsSectionIsAnOption() throws IOException {
    CommandSpec command = new CommandLine(new PrepCommand()).getCommandSpec();
    List<String> keys =
        Files.readAllLines(FILE).stream()
            .dropWhile(line -> !line.equals("prep:"))
            .skip(1)
            .takeWhile(line -> line.startsWith(" "))
            .map(line -> line.split(":", 2)[0].strip())
            .toList();
    assertThat(keys)
        .contains("train-size")
        .allSatisfy(key -> assertThat(command.findOption("--" + key)).isNotNull());
  }
}
