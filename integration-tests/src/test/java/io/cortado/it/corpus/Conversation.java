package io.cortado.it.corpus;

import java.util.List;

/** Everything received on one connection and how it ended: closed, open, reset, timeout. */
record Conversation(List<HttpMessage> messages, String end) {}
