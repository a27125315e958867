package io.bertline.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireTest {
  @ParameterizedTest
  @CsvSource({
    // protobuf.dev/programming-guides/encoding: 150 is "96 01", -2 is ten bytes
    "0,00",
    "1,01",
    "127,7f",
    "128,8001",
    "150,9601",
    "-2,feffffffffffffffff01",
    "9223372036854775807,ffffffffffffffff7f",
    "-9223372036854775808,80808080808080808001"
  })
  void numbersAreVarints(long value, String hex) {
    WireWriter writer = new WireWriter();
    writer.varint(value);
    assertThat(HexFormat.of().formatHex(writer.toByteArray())).isEqualTo(hex);
    assertThat(WireFormat.varintSize(value)).isEqualTo(hex.length() / 2);
    assertThat(reader(hex).varint()).isEqualTo(value);
  }

  @Test
  void fieldsOfEveryTypeAreReadOrPassedOver() {
    // 1: 150, 2: "testing", 3: { 1: 150 }, 4: fixed32, 5: fixed64, 6: 7
    String hex =
        "089601"
            + "120774657374696e67"
            + "1a03089601"
            + "2500000001"
            + "290000000000000001"
            + "3007";
    WireReader reader = reader(hex);
    assertThat(reader.next()).isTrue();
    assertThat(reader.int64()).isEqualTo(150);
    assertThat(reader.next()).isTrue();
    assertThat(reader.string()).isEqualTo("testing");
    assertThat(reader.next()).isTrue();
    WireReader nested = reader.message();
    assertThat(nested.next()).isTrue();
    assertThat(nested.offset()).isEqualTo(115);
    assertThat(nested.int64()).isEqualTo(150);
    assertThat(nested.next()).isFalse();
    for (int field = 4; field <= 5; field++) {
      assertThat(reader.next()).isTrue();
      assertThat(reader.field()).isEqualTo(field);
      reader.skip();
    }
    assertThat(reader.next()).isTrue();
    assertThat(reader.int64()).isEqualTo(7);
    assertThat(reader.next()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "08", // no value
        "0880", // the number goes on
        "08ffffffffffffffffffff01", // more than 64 bits
        "0a05616263", // five bytes of three
        "0affffffffffffffffff01", // length -1
        "0affffffff0f", // length 2^32 - 1
        "0d000000", // three bytes of four
        "0900", // one byte of eight
        "0b", // a group
        "0f", // no such type
        "00", // field number 0
        "808080808001" // field number beyond 2^29
      })
  void brokenFieldsAreMalformed(String hex) {
    WireReader reader = reader(hex);
    assertThatThrownBy(
            () -> {
              while (reader.next()) {
                reader.skip();
              }
            })
        .isInstanceOfSatisfying(
            MalformedWireException.class,
            e -> assertThat(e.offset()).isBetween(100L, 100L + hex.length() / 2));
  }

  @Test
  void aValueOfAnotherTypeOrTextThatIsNotUtf8IsMalformed() {
    WireReader number = reader("0801");
    assertThat(number.next()).isTrue();
    assertThatThrownBy(number::string)
        .isInstanceOf(MalformedWireException.class)
        .hasMessage("byte 100: field 1 has wire type 0, expected 2");
    WireReader text = reader("0a02c328");
    assertThat(text.next()).isTrue();
    assertThatThrownBy(text::string).isInstanceOf(MalformedWireException.class);
  }

  private static WireReader reader(String hex) {
    return new WireReader(ByteBuffer.wrap(HexFormat.of().parseHex(hex)), 100);
  }
}
