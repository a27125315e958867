package io.bertline.cli.storage;

import com.google.api.gax.paging.Page;
import com.google.cloud.ReadChannel;
import com.google.cloud.storage.Blob;
import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.Storage.BlobField;
import com.google.cloud.storage.Storage.BlobGetOption;
import com.google.cloud.storage.Storage.BlobListOption;
import com.google.cloud.storage.Storage.BlobSourceOption;
import com.google.cloud.storage.Storage.BlobTargetOption;
import com.google.cloud.storage.Storage.CopyRequest;
import com.google.cloud.storage.StorageException;
import io.bertline.storage.BlobContent;
import io.bertline.storage.BlobInfo;
import io.bertline.storage.BlobName;
import io.bertline.storage.BlobStore;
import io.bertline.storage.StoredBlob;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Blobs below a prefix of a Cloud Storage bucket. Versions are generations; a reader is held to the
 * one it was given.
 */
final class GcsBlobStore implements BlobStore {
  private static final int PRECONDITION_FAILED = 412;

  private final Storage storage;
  private final GcsLocation location;

  /**
   * @param storage a client, closed with this store
   * @param location the root
   */
  GcsBlobStore(Storage storage, GcsLocation location) {
    this.storage = storage;
    this.location = location;
  }

  @Override
  public String root() {
    return location.uri();
  }

  @Override
  public Optional<BlobInfo> find(String name) {
    return metadata(id(name)).map(this::info);
  }

  @Override
  public Optional<Instant> writtenAt(String name) {
    return metadata(id(name)).map(blob -> blob.getCreateTimeOffsetDateTime().toInstant());
  }

  @Override
  public List<BlobInfo> list(String prefix) {
    try {
      Page<Blob> page =
          storage.list(
              location.bucket(),
              BlobListOption.prefix(location.prefix() + prefix),
              BlobListOption.fields(BlobField.NAME, BlobField.SIZE, BlobField.GENERATION));
      List<BlobInfo> found = new ArrayList<>();
      for (Blob blob : page.iterateAll()) {
        BlobInfo info = info(blob);
        // The console makes blobs that stand for folders: their names end with a slash.
        if (BlobName.isValid(info.name())) {
          found.add(info);
        }
      }
      found.sort(Comparator.comparing(BlobInfo::name));
      return List.copyOf(found);
    } catch (StorageException e) {
      throw GcsFailures.of(uri(prefix), e);
    }
  }

  @Override
  public InputStream open(BlobInfo blob, long offset, long length) {
    BlobId id = id(blob.name());
    if (offset < 0 || offset > blob.size() || length < 0) {
      throw new IllegalArgumentException(
          blob + ": no range of " + length + " bytes from byte " + offset);
    }
    long end = offset + Math.min(length, blob.size() - offset);
    if (offset == end) {
      return InputStream.nullInputStream();
    }
    try {
      ReadChannel channel =
          storage.reader(
              BlobId.of(id.getBucket(), id.getName(), Long.valueOf(blob.version())),
              // A blob stored with Content-Encoding: gzip is delivered as it is stored.
              BlobSourceOption.shouldReturnRawInputStream(true));
      channel.seek(offset);
      channel.limit(end);
      return new GcsInputStream(channel, uri(blob.name()), offset, end);
    } catch (StorageException e) {
      throw GcsFailures.of(uri(blob.name()), e);
    } catch (IOException e) {
      throw GcsFailures.of(uri(blob.name()), e);
    }
  }

  @Override
  public long crc32c(BlobInfo blob) {
    BlobId id = id(blob.name());
    return metadata(BlobId.of(id.getBucket(), id.getName(), Long.valueOf(blob.version())))
        .map(found -> Crc32cText.parse(found.getCrc32c()))
        .orElseThrow(() -> notFound(blob.name()));
  }

  @Override
  public StoredBlob put(String name, BlobContent content) {
    GcsUpload upload = new GcsUpload(storage, object(name), name);
    try {
      content.writeTo(upload);
      return upload.finish();
    } catch (StorageException e) {
      throw GcsFailures.of(uri(name), e);
    } catch (IOException e) {
      throw GcsFailures.of(uri(name), e);
    }
  }

  @Override
  public boolean createIfAbsent(String name, byte[] content) {
    try {
      storage.create(object(name), content, BlobTargetOption.doesNotExist());
      return true;
    } catch (StorageException e) {
      if (e.getCode() == PRECONDITION_FAILED) {
        return false;
      }
      throw GcsFailures.of(uri(name), e);
    }
  }

  @Override
  public void copy(String from, String to) {
    BlobId source = id(from);
    BlobId target = id(to);
    if (find(from).isEmpty()) {
      throw notFound(from);
    }
    try {
      storage.copy(CopyRequest.of(source, target)).getResult();
    } catch (StorageException e) {
      throw GcsFailures.of(uri(from), e);
    }
  }

  @Override
  public void delete(String name) {
    try {
      storage.delete(id(name));
    } catch (StorageException e) {
      throw GcsFailures.of(uri(name), e);
    }
  }

  @Override
  public void close() {
    try {
      storage.close();
    } catch (Exception e) {
      throw new IllegalStateException(root() + ": the client did not close", e);
    }
  }

  private BlobId id(String name) {
    return BlobId.of(location.bucket(), location.prefix() + BlobName.check(name));
  }

  private com.google.cloud.storage.BlobInfo object(String name) {
    return com.google.cloud.storage.BlobInfo.newBuilder(id(name))
        .setContentType(ContentTypes.of(name))
        .build();
  }

  private Optional<Blob> metadata(BlobId id) {
    try {
      return Optional.ofNullable(
          storage.get(
              id,
              BlobGetOption.fields(
                  BlobField.NAME,
                  BlobField.SIZE,
                  BlobField.GENERATION,
                  BlobField.CRC32C,
                  BlobField.TIME_CREATED)));
    } catch (StorageException e) {
      throw GcsFailures.of(GcsLocation.SCHEME + id.getBucket() + "/" + id.getName(), e);
    }
  }

  private BlobInfo info(Blob blob) {
    return new BlobInfo(
        blob.getName().substring(location.prefix().length()),
        blob.getSize(),
        String.valueOf(blob.getGeneration()));
  }
}
