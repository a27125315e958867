package io.bertline.predict.input;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.failure.JdkFailures;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An input that is being read. Its failures say which input it is. */
public final class OpenInput implements AutoCloseable {
  private final String name;
  private final InputStream in;
  private final InputRows rows;

  private OpenInput(String name, InputStream in, InputRows rows) {
    this.name = name;
    this.in = in;
    this.rows = rows;
  }

  /** Starts with texts of the command line. */
  public static OpenInput of(List<String> texts) {
    return new OpenInput("given texts", InputStream.nullInputStream(), new GivenTexts(texts));
  }

  /**
   * Starts reading a stream.
   *
   * @param name how messages call it, for example its URI
   * @param in the input from its first byte, plain or compressed; closed with this
   * @throws BertlineException {@code BAD_INPUT} if the input has no such columns, or is no text
   */
  public static OpenInput of(String name, InputStream in, InputFormat format, Columns columns) {
    try {
      return new OpenInput(name, in, format.open(name, in, columns));
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  /** Returns how messages call the input. */
  public String name() {
    return name;
  }

  /** Returns the next row, or null behind the last. */
  public @Nullable InputRow next() {
    try {
      return rows.next();
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  /**
   * Reads on and forgets what it reads.
   *
   * @param most most rows to read
   * @return how many there were
   */
  public long skip(long most) {
    long rows = 0;
    while (rows < most && next() != null) {
      rows++;
    }
    return rows;
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  private static BertlineException unreadable(String name, IOException e) {
    return new BertlineException(
        JdkFailures.kind(e).orElse(FailureKind.TEMPORARY),
        name + ": cannot be read: " + e.getMessage(),
        e);
  }
}
