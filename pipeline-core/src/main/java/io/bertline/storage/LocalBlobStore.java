package io.bertline.storage;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.failure.JdkFailures;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;

/**
 * Blobs as files below a directory. A blob appears under its name with all its bytes or not at all,
 * and is on the disk when a method returns. Folders are created as needed and removed with their
 * last blob.
 */
public final class LocalBlobStore implements BlobStore {
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path root;

  /**
   * @param root a directory, which need not exist before the first blob
   */
  public LocalBlobStore(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  @Override
  public String root() {
    return root.toString();
  }

  /** Returns the path of a blob, or of a folder of blobs. */
  public Path path(String name) {
    return root.resolve(BlobName.check(name));
  }

  @Override
  public Optional<BlobInfo> find(String name) {
    Path file = path(name);
    try {
      return Optional.of(Files.readAttributes(file, BasicFileAttributes.class))
          .filter(attributes -> attributes.isRegularFile() && !DurableFiles.isTemporary(file))
          .map(attributes -> info(name, attributes));
    } catch (IOException e) {
      if (isAbsent(e)) {
        return Optional.empty();
      }
      throw unreadable(name, e);
    }
  }

  @Override
  public BertlineException notFound(String name) {
    return Files.isDirectory(path(name))
        ? new BertlineException(FailureKind.NOT_FOUND, uri(name) + ": is a directory; name a file")
        : BlobStore.super.notFound(name);
  }

  @Override
  public Optional<Instant> writtenAt(String name) {
    try {
      return Optional.of(Files.getLastModifiedTime(path(name)).toInstant());
    } catch (IOException e) {
      if (isAbsent(e)) {
        return Optional.empty();
      }
      throw unreadable(name, e);
    }
  }

  @Override
  public List<BlobInfo> list(String prefix) {
    try {
      return BlobLister.list(root, prefix);
    } catch (IOException e) {
      throw unreadable(prefix, e);
    }
  }

  @Override
  public InputStream open(BlobInfo blob, long offset, long length) {
    Path file = path(blob.name());
    if (offset < 0 || offset > blob.size() || length < 0) {
      throw new IllegalArgumentException(
          blob + ": no range of " + length + " bytes from byte " + offset);
    }
    long end = offset + Math.min(length, blob.size() - offset);
    try {
      FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
      try {
        // In this order: a file that replaces ours after the opening does not change the channel.
        BlobInfo found = info(blob.name(), Files.readAttributes(file, BasicFileAttributes.class));
        if (!found.version().equals(blob.version())) {
          throw new BertlineException(
              FailureKind.TEMPORARY, file + ": changed while it was in use; start again");
        }
        return new BufferedInputStream(
            new FileRangeInputStream(channel, file.toString(), offset, end), BUFFER_BYTES);
      } catch (Throwable e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw unreadable(blob.name(), e);
    }
  }

  @Override
  public long crc32c(BlobInfo blob) {
    CRC32C checksum = new CRC32C();
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = open(blob, 0, blob.size())) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        checksum.update(buffer, 0, count);
      }
      return checksum.getValue();
    } catch (IOException e) {
      throw unreadable(blob.name(), e);
    }
  }

  /** Returns size and checksum of a blob that was written in place, as a file at its path. */
  public StoredBlob measure(String name) {
    BlobInfo blob = find(name).orElseThrow(() -> notFound(name));
    return new StoredBlob(name, blob.size(), crc32c(blob));
  }

  /** Forces a blob that was written in place to the disk. */
  public void force(String name) {
    Path file = path(name);
    try {
      DurableFiles.force(file);
      DurableFiles.forceFolder(folder(file));
    } catch (IOException e) {
      throw unwritable(name, e);
    }
  }

  @Override
  public StoredBlob put(String name, BlobContent content) {
    Path file = path(name);
    try {
      DurableFiles.Temporary temporary = DurableFiles.temporary(folder(file), content);
      try {
        Files.move(temporary.file(), file, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        Files.deleteIfExists(temporary.file());
        throw e;
      }
      DurableFiles.forceFolder(folder(file));
      return temporary.written().stored(name);
    } catch (IOException e) {
      throw unwritable(name, e);
    }
  }

  @Override
  public boolean createIfAbsent(String name, byte[] content) {
    Path file = path(name);
    try {
      if (Files.exists(file)) {
        return false;
      }
      DurableFiles.Temporary temporary =
          DurableFiles.temporary(folder(file), BlobContent.of(content));
      try {
        // Unlike a move, a link never replaces: of several writers the kernel lets one through.
        Files.createLink(file, temporary.file());
      } catch (FileAlreadyExistsException e) {
        return false;
      } finally {
        Files.deleteIfExists(temporary.file());
      }
      DurableFiles.forceFolder(folder(file));
      return true;
    } catch (IOException e) {
      throw unwritable(name, e);
    }
  }

  @Override
  public void copy(String from, String to) {
    BlobInfo source = find(from).orElseThrow(() -> notFound(from));
    put(
        to,
        out -> {
          try (InputStream in = open(source, 0, source.size())) {
            in.transferTo(out);
          }
        });
  }

  @Override
  public void delete(String name) {
    Path file = path(name);
    try {
      Files.deleteIfExists(file);
      for (Path folder = folder(file); !folder.equals(root); folder = folder(folder)) {
        Files.deleteIfExists(folder);
      }
    } catch (DirectoryNotEmptyException e) {
      // The folder holds other blobs.
    } catch (IOException e) {
      if (!isAbsent(e)) {
        throw unwritable(name, e);
      }
    }
  }

  @Override
  public void close() {}

  static BlobInfo info(String name, BasicFileAttributes attributes) {
    String version =
        attributes.size() + "-" + attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
    return new BlobInfo(name, attributes.size(), version);
  }

  private static Path folder(Path file) {
    Path folder = file.getParent();
    if (folder == null) {
      throw new IllegalStateException(file + " is below no root");
    }
    return folder;
  }

  private static boolean isAbsent(IOException e) {
    return e instanceof NoSuchFileException
        || e instanceof NotDirectoryException
        || (e instanceof FileSystemException f && "Not a directory".equals(f.getReason()));
  }

  private BertlineException unreadable(String name, IOException e) {
    FailureKind kind = JdkFailures.kind(e).orElse(FailureKind.TEMPORARY);
    if (kind == FailureKind.NOT_FOUND) {
      return notFound(name);
    }
    return new BertlineException(kind, uri(name) + ": cannot be read: " + reason(e), e);
  }

  private BertlineException unwritable(String name, IOException e) {
    FailureKind kind = JdkFailures.kind(e).orElse(FailureKind.TEMPORARY);
    if (kind == FailureKind.NOT_FOUND || e instanceof FileAlreadyExistsException) {
      // A folder that cannot be made, because a file or the system is in its place.
      kind = FailureKind.PERMISSION_DENIED;
    }
    String advice =
        kind == FailureKind.OUT_OF_RESOURCES ? "free some space" : "choose a root you may write to";
    return new BertlineException(
        kind, uri(name) + ": cannot be written: " + reason(e) + "; " + advice, e);
  }

  private static String reason(IOException e) {
    if (e instanceof FileSystemException f) {
      String what = f.getReason() != null ? f.getReason() : e.getClass().getSimpleName();
      return f.getFile() == null ? what : what + " (" + f.getFile() + ")";
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
