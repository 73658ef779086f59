/** Hashing of passwords: what {@code bcrypt} and {@code bcryptjs} are made of. */
@NullMarked
package io.cortado.addons.password;

import org.jspecify.annotations.NullMarked;
