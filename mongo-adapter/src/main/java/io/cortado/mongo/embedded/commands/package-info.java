/** The commands of the wire protocol over the store. */
@NullMarked
package io.cortado.mongo.embedded.commands;

import org.jspecify.annotations.NullMarked;
