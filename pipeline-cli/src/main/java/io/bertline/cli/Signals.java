package io.bertline.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/**
 * Signals of the operating system. A shutdown hook is not told which one came, and runs beside the
 * work instead of ending it; {@code sun.misc.Signal} (module jdk.unsupported, kept since JDK 9)
 * does both, but cannot be named in a build that fails on warnings.
 */
final class Signals {
  private Signals() {}

  /**
   * Calls a handler in a new thread whenever a signal comes.
   *
   * @param name without {@code SIG}, for example {@code TERM}
   * @return sets back what was done before
   */
  static Runnable handle(String name, Runnable handler) {
    try {
      Class<?> signalType = Class.forName("sun.misc.Signal");
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      Object signal = signalType.getConstructor(String.class).newInstance(name);
      Object proxy =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(),
              new Class<?>[] {handlerType},
              (self, method, arguments) ->
                  switch (method.getName()) {
                    case "handle" -> {
                      handler.run();
                      yield null;
                    }
                    case "equals" -> self == arguments[0];
                    case "hashCode" -> System.identityHashCode(self);
                    default -> "handler of SIG" + name;
                  });
      var handle = signalType.getMethod("handle", signalType, handlerType);
      Object before = handle.invoke(null, signal, proxy);
      return () -> {
        try {
          handle.invoke(null, signal, before);
        } catch (ReflectiveOperationException e) {
          throw new IllegalStateException(e);
        }
      };
    } catch (InvocationTargetException e) {
      // A JVM started with -Xrs keeps signals to itself and ends at once.
      return () -> {};
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JVM has no signals", e);
    }
  }
}
