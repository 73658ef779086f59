package io.cortado.engine;

import com.oracle.truffle.api.RootCallTarget;
import com.oracle.truffle.api.Truffle;
import com.oracle.truffle.api.frame.FrameInstance;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.source.SourceSection;
import org.jspecify.annotations.Nullable;

/** Where the JavaScript of this thread stands, in the lines of an error's stack. On the loop. */
final class GuestStack {
  private static final int MAX_FRAMES = 20;

  private final StringBuilder text = new StringBuilder();
  private @Nullable Node place;
  private int frames;

  private GuestStack(@Nullable Node place) {
    this.place = place;
  }

  /** {@code place} is what runs in the innermost frame, where that is known. */
  static String at(@Nullable Node place) {
    GuestStack stack = new GuestStack(place);
    Truffle.getRuntime().iterateFrames(stack::frame);
    return stack.text.toString();
  }

  private @Nullable Object frame(FrameInstance frame) {
    Node here = frames == 0 && place != null ? place : frame.getCallNode();
    place = null;
    if (frame.getCallTarget() instanceof RootCallTarget target && target.getRootNode().getName() != null) {
      SourceSection section = here == null ? null : here.getEncapsulatingSourceSection();
      if (section == null) {
        section = target.getRootNode().getSourceSection();
      }
      text.append("\n    at ").append(target.getRootNode().getName());
      if (section != null) {
        text.append(" (").append(section.getSource().getName()).append(':').append(section.getStartLine()).append(')');
      }
      frames++;
    }
    return frames < MAX_FRAMES ? null : this;
  }
}
