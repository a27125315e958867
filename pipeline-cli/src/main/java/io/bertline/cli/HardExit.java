package io.bertline.cli;

import com.sun.jna.Function;
import com.sun.jna.Platform;

/**
 * Ends the process by the C library's {@code _exit}. Even {@link Runtime#halt} calls {@code exit},
 * which runs the destructors of native libraries under the feet of a thread that still computes in
 * one: PyTorch crashes then. A signal would do as well, but Java cannot raise one that it does not
 * handle itself, and the first process of a container is immune to it.
 */
final class HardExit {
  private HardExit() {}

  /** Does not return. */
  static void now(int exitCode) {
    try {
      Function.getFunction(Platform.C_LIBRARY_NAME, "_exit").invokeVoid(new Object[] {exitCode});
    } catch (LinkageError | RuntimeException e) {
      // A system that JNA does not know, or a temporary directory that it cannot use.
      Runtime.getRuntime().halt(exitCode);
    }
  }
}
