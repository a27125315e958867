package io.bertline.storage;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the files below a directory whose names start with a prefix. */
final class BlobLister extends SimpleFileVisitor<Path> {
  private final Path root;
  private final String prefix;
  private final List<BlobInfo> found = new ArrayList<>();

  private BlobLister(Path root, String prefix) {
    this.root = root;
    this.prefix = prefix;
  }

  static List<BlobInfo> list(Path root, String prefix) throws IOException {
    String folder = prefix.substring(0, prefix.lastIndexOf('/') + 1);
    Path start =
        folder.isEmpty()
            ? root
            : root.resolve(BlobName.check(folder.substring(0, folder.length() - 1)));
    if (!Files.isDirectory(start)) {
      return List.of();
    }
    BlobLister lister = new BlobLister(root, prefix);
    Files.walkFileTree(start, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, lister);
    lister.found.sort(Comparator.comparing(BlobInfo::name));
    return List.copyOf(lister.found);
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
    String name = name(folder) + "/";
    boolean canMatch = folder.equals(root) || name.startsWith(prefix) || prefix.startsWith(name);
    return canMatch ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    String name = name(file);
    if (attributes.isRegularFile()
        && name.startsWith(prefix)
        && BlobName.isValid(name)
        && !DurableFiles.isTemporary(file)) {
      found.add(LocalBlobStore.info(name, attributes));
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
    if (failure instanceof NoSuchFileException || failure instanceof FileSystemLoopException) {
      // Deleted while we looked, or a link to a folder above.
      return FileVisitResult.CONTINUE;
    }
    throw failure;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
      throws IOException {
    if (failure != null && !(failure instanceof NoSuchFileException)) {
      throw failure;
    }
    return FileVisitResult.CONTINUE;
  }

  private String name(Path path) {
    return root.relativize(path).toString().replace('\\', '/');
  }
}
