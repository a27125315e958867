package io.bertline.bert;

import ai.djl.Device;
import java.util.List;

/** How gradients come about, which decides the program: its operators and who draws dropout. */
enum BackwardPass {
  /**
   * A backward pass by hand with oneDNN's products, on processors only: a step of MiniLM takes a
   * sixth less time than by PyTorch's automatic differentiation.
   */
  BY_HAND("encoder_cpu", "gradients_cpu"),

  /** PyTorch's automatic differentiation with its fused attention, on any device. */
  AUTOMATIC("encoder", "gradients_autograd");

  private final String encoder;
  private final String gradients;

  BackwardPass(String encoder, String gradients) {
    this.encoder = encoder;
    this.gradients = gradients;
  }

  /** Returns the fastest one of a device. */
  static BackwardPass of(Device device) {
    return device.isGpu() ? AUTOMATIC : BY_HAND;
  }

  /** Returns the names of the program's parts, without suffix. */
  List<String> sources() {
    return List.of(encoder, "head", gradients, "adamw");
  }

  /** Returns what drops hidden states in training. */
  Dropout dropout(ProgramSettings settings, int hidden) {
    return switch (this) {
      case BY_HAND -> new MaskedDropout(settings, hidden);
      case AUTOMATIC -> new SeededDropout();
    };
  }
}
