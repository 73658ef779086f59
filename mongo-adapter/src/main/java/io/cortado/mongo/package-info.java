/** What {@code require('mongodb')} and its companions are made of: the module and its binding. */
@NullMarked
package io.cortado.mongo;

import org.jspecify.annotations.NullMarked;
