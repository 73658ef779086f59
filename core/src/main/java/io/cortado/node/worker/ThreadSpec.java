package io.cortado.node.worker;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a thread is to be started.
 *
 * @param name what the Java thread is called by, beside its number
 * @param execArguments Node's options for it, or null for those of the thread that starts it
 * @param environment {@code process.env}
 */
public record ThreadSpec(String name, @Nullable List<String> execArguments, Map<String, String> environment) {}
