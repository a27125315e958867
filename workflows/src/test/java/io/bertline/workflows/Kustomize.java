package io.bertline.workflows;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Renders a folder of manifests as {@code kubectl apply -k} does. */
final class Kustomize {
  private final List<String> command;

  private Kustomize(List<String> command) {
    this.command = command;
  }

  /** Returns the renderer of this machine, or skips the test where there is none. */
  static Kustomize find() {
    Optional<List<String>> command =
        executable("kustomize")
            .map(kustomize -> List.of(kustomize, "build"))
            .or(() -> executable("kubectl").map(kubectl -> List.of(kubectl, "kustomize")));
    Assumptions.assumeTrue(
        command.isPresent(),
        "neither kustomize nor kubectl is installed: run .ci/install-kustomize");
    return new Kustomize(command.orElseThrow());
  }

  /** Returns the documents that a folder stands for, as one text. */
  String render(Path folder) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(command);
    arguments.add(folder.toString());
    Process process =
        new ProcessBuilder(arguments).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String yaml;
    try (InputStream out = process.getInputStream()) {
      yaml = new String(out.readAllBytes(), UTF_8);
    }
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", arguments) + " failed");
    }
    return yaml;
  }

  private static Optional<String> executable(String name) {
    String tools = Repository.ROOT.resolve("target/tools").toString();
    return Stream.concat(
            Stream.of(tools), Stream.of(System.getenv("PATH").split(File.pathSeparator)))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }
}
