package io.cortado.express.routing;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The paths of a router's layers. Those of plain and {@code :name} segments stand in a tree; an automaton over it is
 * built as paths come in, so that a path costs one look-up per segment. Every distinct list of layers that paths lead to
 * is a plan and has a number, under which JavaScript keeps what it has to call.
 *
 * <p>What a path's layers found in it can be asked until the next path is looked up. Runs on the loop.
 */
public final class RouteTable {
  /** No plan: JavaScript asks the layers themselves. */
  private static final int ODD = -1;

  private static final int MAX_STATES = 4096;
  private static final int MAX_SEGMENTS = 64;

  private final Node root = new Node();
  private final List<Integer> always = new ArrayList<>();
  private final Map<List<Integer>, Integer> numbers = new HashMap<>();
  private final List<int[]> plans = new ArrayList<>();
  /** Whether a layer tells upper from lower case, or minds a slash at the end. */
  private boolean strict;

  private @Nullable State start;
  private int states;

  private String path = "";
  private int pathEnd;
  private final int[] starts = new int[MAX_SEGMENTS];
  private final int[] ends = new int[MAX_SEGMENTS];
  private int segments;

  /** An empty table. */
  public RouteTable() {}

  /** Where the layers stand whose paths lead to a node of the tree. */
  private static final class Node {
    private final Map<String, Node> statics = new HashMap<>();
    private @Nullable Node param;
    private final List<Integer> exact = new ArrayList<>();
    private final List<Integer> prefix = new ArrayList<>();
  }

  /** The nodes that the segments so far lead to. */
  private static final class State {
    private final List<Node> nodes;
    /** The layers that match whatever follows, and those that match when the path ends here. */
    private final List<Integer> prefixes;

    private final List<Integer> here;
    private final Map<String, State> next = new HashMap<>();
    private @Nullable State otherwise;
    private int plan = ODD;
    private int prefixPlan = ODD;

    State(List<Node> nodes, List<Integer> before) {
      this.nodes = nodes;
      TreeSet<Integer> all = new TreeSet<>(before);
      nodes.forEach(node -> all.addAll(node.prefix));
      prefixes = List.copyOf(all);
      nodes.forEach(node -> all.addAll(node.exact));
      here = List.copyOf(all);
    }
  }

  /** The layer at a position has to be asked about every path. */
  public void ask(int position) {
    always.add(position);
  }

  /**
   * The layer at a position has this path.
   *
   * @param path segments, each with a slash before it; one that begins with a colon is a parameter
   * @param end whether the path ends there
   * @param exactly whether the layer tells upper from lower case, or minds a slash at the end
   */
  public void add(int position, String path, boolean end, boolean exactly) {
    Node node = root;
    for (String segment : path.isEmpty() ? new String[0] : path.substring(1).split("/", -1)) {
      if (segment.startsWith(":")) {
        if (node.param == null) {
          node.param = new Node();
        }
        node = node.param;
      } else {
        node = node.statics.computeIfAbsent(lower(segment), text -> new Node());
      }
    }
    (end ? node.exact : node.prefix).add(position);
    strict |= exactly;
  }

  /**
   * The number of the plan for a URL's path; -1 where the layers have to be asked: for a path that is not plain, and, in
   * a table with exact layers, one with capital letters or a slash at the end.
   */
  public int find(String url) {
    if (!split(url)) {
      return ODD;
    }
    State state = start;
    if (state == null) {
      state = start = new State(List.of(root), always);
    }
    for (int i = 0; i < segments; i++) {
      if (state.nodes.isEmpty()) {
        return prefixPlan(state);
      }
      state = step(state, path.substring(starts[i], ends[i]));
    }
    if (state.plan == ODD) {
      state.plan = number(state.here);
    }
    return state.plan;
  }

  private int prefixPlan(State state) {
    if (state.prefixPlan == ODD) {
      state.prefixPlan = number(state.prefixes);
    }
    return state.prefixPlan;
  }

  private State step(State state, String segment) {
    State known = state.next.get(segment);
    if (known == null && hasUpper(segment)) {
      known = state.next.get(lower(segment));
    }
    if (known != null) {
      return known;
    }
    String text = lower(segment);
    List<Node> targets = new ArrayList<>();
    for (Node node : state.nodes) {
      Node child = node.statics.get(text);
      if (child != null) {
        targets.add(child);
      }
    }
    boolean named = !targets.isEmpty();
    if (!named && state.otherwise != null) {
      return state.otherwise;
    }
    for (Node node : state.nodes) {
      if (node.param != null) {
        targets.add(node.param);
      }
    }
    State target = new State(List.copyOf(targets), state.prefixes);
    if (states < MAX_STATES) {
      states++;
      if (named) {
        state.next.put(text, target);
      } else {
        state.otherwise = target;
      }
    }
    return target;
  }

  private int number(List<Integer> layers) {
    if (plans.size() >= MAX_STATES && !numbers.containsKey(layers)) {
      return ODD;
    }
    return numbers.computeIfAbsent(
        layers,
        list -> {
          plans.add(list.stream().mapToInt(Integer::intValue).toArray());
          return plans.size() - 1;
        });
  }

  /** The positions of the layers of a plan, in order. */
  public int[] layers(int plan) {
    return plans.get(plan).clone();
  }

  /** Finds the segments of a path that is plain: printable ASCII, segments that are not empty. */
  private boolean split(String url) {
    int length = url.length();
    if (length == 0 || url.charAt(0) != '/') {
      return false;
    }
    int count = 0;
    int from = 1;
    boolean upper = false;
    int i = 1;
    for (; i < length; i++) {
      char c = url.charAt(i);
      if (c == '?') {
        break;
      }
      if (c == '/') {
        if (i == from || count == MAX_SEGMENTS) {
          return false;
        }
        starts[count] = from;
        ends[count++] = i;
        from = i + 1;
      } else if (c <= ' ' || c > '~' || c == '#') {
        return false;
      } else {
        upper |= c >= 'A' && c <= 'Z';
      }
    }
    for (int rest = i; rest < length; rest++) {
      char c = url.charAt(rest);
      if (c <= ' ' || c > '~' || c == '#') {
        return false;
      }
    }
    if (from < i) {
      if (count == MAX_SEGMENTS) {
        return false;
      }
      starts[count] = from;
      ends[count++] = i;
    } else if (strict && count > 0) {
      return false;
    }
    path = url;
    pathEnd = i;
    segments = count;
    return !(strict && upper);
  }

  /** A segment of the path that was looked up last, decoded; null where that is not possible. */
  public @Nullable String segment(int index) {
    String text = path.substring(starts[index], ends[index]);
    return text.indexOf('%') < 0 ? text : decode(text);
  }

  private static @Nullable String decode(String text) {
    byte[] bytes = new byte[text.length()];
    int count = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%') {
        int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
        int low = high < 0 ? -1 : Character.digit(text.charAt(i + 2), 16);
        if (low < 0) {
          return null;
        }
        bytes[count++] = (byte) (high << 4 | low);
        i += 2;
      } else {
        bytes[count++] = (byte) c;
      }
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, count)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  /** The path that was looked up last, without its query. */
  public String pathname() {
    return path.substring(0, pathEnd);
  }

  /** Its first segments, with a slash behind them where the path ends with one there. */
  public String prefix(int count) {
    if (count == 0) {
      return "";
    }
    int end = ends[count - 1];
    return path.substring(0, end + 1 == pathEnd ? pathEnd : end);
  }

  private static boolean hasUpper(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        return true;
      }
    }
    return false;
  }

  private static String lower(String text) {
    if (!hasUpper(text)) {
      return text;
    }
    char[] chars = text.toCharArray();
    for (int i = 0; i < chars.length; i++) {
      if (chars[i] >= 'A' && chars[i] <= 'Z') {
        chars[i] = (char) (chars[i] + 'a' - 'A');
      }
    }
    return new String(chars);
  }
}
