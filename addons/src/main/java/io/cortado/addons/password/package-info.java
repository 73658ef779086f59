/** Hashing of passwords: what {@code bcrypt}, {@code bcryptjs} and {@code argon2} are made of. */
@NullMarked
package io.cortado.addons.password;

import org.jspecify.annotations.NullMarked;
