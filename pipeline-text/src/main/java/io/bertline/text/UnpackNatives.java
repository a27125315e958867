package io.bertline.text;

import ai.djl.engine.Engine;
import com.sun.jna.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Loads every engine on the class path once, which leaves its native libraries unpacked in {@code
 * DJL_CACHE_DIR}, and puts that of JNA into {@code jna} there. An image is built with it, so that
 * its containers start without unpacking and with a read-only root.
 */
public final class UnpackNatives {
  /** The engine that calls a remote server: it has no libraries. */
  private static final String REMOTE = "RPC";

  private UnpackNatives() {}

  /**
   * Unpacks; fails when a library does not load on this machine.
   *
   * @param arguments none
   */
  public static void main(String[] arguments) throws IOException {
    for (String name : Engine.getAllEngines()) {
      if (!name.equals(REMOTE)) {
        Engine.getEngine(name);
      }
    }
    unpackJna(Path.of(System.getenv("DJL_CACHE_DIR"), "jna"));
  }

  private static void unpackJna(Path directory) throws IOException {
    String file = System.mapLibraryName("jnidispatch");
    String resource = "/com/sun/jna/" + Platform.RESOURCE_PREFIX + "/" + file;
    try (InputStream in = Platform.class.getResourceAsStream(resource)) {
      Files.createDirectories(directory);
      Files.copy(Objects.requireNonNull(in, resource), directory.resolve(file));
    }
  }
}
