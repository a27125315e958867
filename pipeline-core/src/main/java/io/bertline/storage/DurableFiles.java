package io.bertline.storage;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Files that survive a power cut: content and directory entries are forced to the disk before
 * anything refers to them.
 */
final class DurableFiles {
  private static final String TEMPORARY_PREFIX = ".bertline-tmp-";
  private static final int BUFFER_BYTES = 1 << 16;

  /** How often a folder may vanish between its creation and its first file. */
  private static final int FOLDER_TRIES = 100;

  private DurableFiles() {}

  /** Returns whether a file is one that {@link #temporary} made and nobody finished. */
  static boolean isTemporary(Path file) {
    return file.getFileName().toString().startsWith(TEMPORARY_PREFIX);
  }

  /** Writes content into a new file in the folder, forced to the disk, and measures it. */
  static Temporary temporary(Path folder, BlobContent content) throws IOException {
    Path file = folder.resolve(TEMPORARY_PREFIX + UUID.randomUUID());
    try (FileChannel channel = create(folder, file)) {
      OutputStream buffered =
          new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES);
      MeasuredOutputStream out = new MeasuredOutputStream(buffered);
      content.writeTo(out);
      out.flush();
      channel.force(true);
      return new Temporary(file, out);
    } catch (Throwable e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  /** Creates a file and the folders above it; another thread may just be deleting empty ones. */
  private static FileChannel create(Path folder, Path file) throws IOException {
    for (int attempt = 1; ; attempt++) {
      createFolders(folder);
      try {
        return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      } catch (NoSuchFileException e) {
        if (attempt == FOLDER_TRIES) {
          throw e;
        }
      }
    }
  }

  private static void createFolders(Path folder) throws IOException {
    for (int attempt = 1; !Files.isDirectory(folder); attempt++) {
      Path parent = folder.getParent();
      if (parent != null) {
        createFolders(parent);
      }
      try {
        Files.createDirectory(folder);
        if (parent != null) {
          forceFolder(parent);
        }
      } catch (FileAlreadyExistsException e) {
        if (!Files.isDirectory(folder) && attempt == FOLDER_TRIES) {
          throw e;
        }
      } catch (NoSuchFileException e) {
        if (attempt == FOLDER_TRIES) {
          throw e;
        }
      }
    }
  }

  /** Forces the content of a file to the disk. */
  static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Forces the entries of a folder to the disk, where the system can. */
  static void forceFolder(Path folder) throws IOException {
    if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return;
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (NoSuchFileException e) {
      // Deleted meanwhile, because it was empty: there is nothing to keep.
    }
  }

  /**
   * A finished file that has no name yet.
   *
   * @param file where it is
   * @param written what was written into it
   */
  record Temporary(Path file, MeasuredOutputStream written) {}
}
