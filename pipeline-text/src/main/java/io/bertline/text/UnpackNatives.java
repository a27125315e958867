package io.bertline.text;

import ai.djl.engine.Engine;

/**
 * Loads every engine on the class path once, which leaves its native libraries unpacked in {@code
 * DJL_CACHE_DIR}. An image is built with it, so that its containers start without unpacking and
 * with a read-only root.
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
  public static void main(String[] arguments) {
    for (String name : Engine.getAllEngines()) {
      if (!name.equals(REMOTE)) {
        Engine.getEngine(name);
      }
    }
  }
}
