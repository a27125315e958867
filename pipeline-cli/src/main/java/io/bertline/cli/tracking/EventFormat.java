package io.bertline.cli.tracking;

import io.bertline.wire.WireFormat;
import io.bertline.wire.WireWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * The records of a TensorBoard event file, which is a TFRecord file of Event messages: <a
 * href="https://github.com/tensorflow/tensorboard/blob/2.21.0/tensorboard/compat/proto/event.proto">event.proto</a>
 * and <a
 * href="https://github.com/tensorflow/tensorboard/blob/2.21.0/tensorboard/compat/proto/summary.proto">summary.proto</a>.
 *
 * <pre>
 * Event          1 double wall_time (seconds), 2 int64 step, 3 string file_version, 5 Summary summary
 * Summary        1 repeated Summary.Value value
 * Summary.Value  1 string tag, 2 float simple_value
 * </pre>
 */
final class EventFormat {
  /** The first event of every file says this. */
  private static final String FILE_VERSION = "brain.Event:2";

  private static final int EVENT_WALL_TIME = 1;
  private static final int EVENT_STEP = 2;
  private static final int EVENT_FILE_VERSION = 3;
  private static final int EVENT_SUMMARY = 5;
  private static final int SUMMARY_VALUE = 1;
  private static final int VALUE_TAG = 1;
  private static final int VALUE_SIMPLE_VALUE = 2;

  private EventFormat() {}

  /** Returns the event every file starts with. */
  static byte[] fileVersion(Instant time) {
    WireWriter event = new WireWriter();
    wallTime(event, time);
    event.field(EVENT_FILE_VERSION, FILE_VERSION.getBytes(StandardCharsets.UTF_8));
    return event.toByteArray();
  }

  /** Returns an event with one point of a curve. */
  static byte[] scalar(Instant time, String name, long step, double number) {
    WireWriter value = new WireWriter();
    value.field(VALUE_TAG, name.getBytes(StandardCharsets.UTF_8));
    value.varint(WireFormat.tag(VALUE_SIMPLE_VALUE, WireFormat.FIXED32));
    value.raw(littleEndian(Float.BYTES).putFloat((float) number).array(), Float.BYTES);

    WireWriter summary = new WireWriter();
    summary.field(SUMMARY_VALUE, value.toByteArray());

    WireWriter event = new WireWriter();
    wallTime(event, time);
    event.field(EVENT_STEP, step);
    event.field(EVENT_SUMMARY, summary.toByteArray());
    return event.toByteArray();
  }

  private static void wallTime(WireWriter event, Instant time) {
    double seconds = time.getEpochSecond() + time.getNano() / 1e9;
    event.varint(WireFormat.tag(EVENT_WALL_TIME, WireFormat.FIXED64));
    event.raw(littleEndian(Double.BYTES).putDouble(seconds).array(), Double.BYTES);
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
