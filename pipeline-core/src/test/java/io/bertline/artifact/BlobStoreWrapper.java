package io.bertline.artifact;

import io.bertline.storage.BlobContent;
import io.bertline.storage.BlobInfo;
import io.bertline.storage.BlobStore;
import io.bertline.storage.StoredBlob;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A store in which a test lets something go wrong. */
public class BlobStoreWrapper implements BlobStore {
  private final BlobStore store;

  public BlobStoreWrapper(BlobStore store) {
    this.store = store;
  }

  @Override
  public String root() {
    return store.root();
  }

  @Override
  public Optional<BlobInfo> find(String name) {
    return store.find(name);
  }

  @Override
  public List<BlobInfo> list(String prefix) {
    return store.list(prefix);
  }

  @Override
  public InputStream open(BlobInfo blob, long offset, long length) {
    return store.open(blob, offset, length);
  }

  @Override
  public long crc32c(BlobInfo blob) {
    return store.crc32c(blob);
  }

  @Override
  public Optional<Instant> writtenAt(String name) {
    return store.writtenAt(name);
  }

  @Override
  public StoredBlob put(String name, BlobContent content) {
    return store.put(name, content);
  }

  @Override
  public boolean createIfAbsent(String name, byte[] content) {
    return store.createIfAbsent(name, content);
  }

  @Override
  public void copy(String from, String to) {
    store.copy(from, to);
  }

  @Override
  public void delete(String name) {
    store.delete(name);
  }

  @Override
  public void close() {}
}
