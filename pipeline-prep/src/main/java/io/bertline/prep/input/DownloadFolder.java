package io.bertline.prep.input;

import io.bertline.cli.Redaction;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.storage.BlobInfo;
import io.bertline.storage.BlobStore;
import io.bertline.storage.LocalBlobStore;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;

/** Where tables from the web are saved before they are read. */
public final class DownloadFolder {
  private final Supplier<Path> directory;
  private final Download.Progresses progresses;
  private final Duration firstPause;
  private int files;

  /**
   * @param directory made when the first table is saved
   * @param firstPause how long to wait when a connection broke
   */
  public DownloadFolder(
      Supplier<Path> directory, Download.Progresses progresses, Duration firstPause) {
    this.directory = directory;
    this.progresses = progresses;
    this.firstPause = firstPause;
  }

  /** Saves the table at an address. */
  InputSource save(String address) throws IOException {
    URI uri;
    try {
      uri = new URI(address);
    } catch (URISyntaxException e) {
      throw new BertlineException(
          FailureKind.USAGE, address + ": is no address: " + e.getReason(), e);
    }
    Path folder = directory.get();
    String file = "download-" + files++;
    new Download(uri, folder.resolve(file), progresses, firstPause).run();
    String name = Redaction.text(address);
    BlobStore store = new LocalBlobStore(folder);
    BlobInfo blob = store.find(file).orElseThrow(() -> store.notFound(file));
    return new HttpInput(name, new StoredInput(name, store, blob));
  }
}
