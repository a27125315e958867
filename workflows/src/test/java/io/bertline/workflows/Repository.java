package io.bertline.workflows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where things are in this repository. */
final class Repository {
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  static final Path WORKFLOWS = ROOT.resolve("workflows");
  static final Path CONTAINERS = ROOT.resolve("containers");

  private Repository() {}

  /** Returns the base and every overlay. */
  static List<Path> sites() throws IOException {
    try (Stream<Path> overlays = Files.list(WORKFLOWS.resolve("overlays"))) {
      return Stream.concat(Stream.of(WORKFLOWS.resolve("base")), overlays.sorted()).toList();
    }
  }

  /** Returns the manifests that are submitted rather than applied. */
  static List<Path> submitted() throws IOException {
    try (Stream<Path> files = Files.list(WORKFLOWS)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }
}
