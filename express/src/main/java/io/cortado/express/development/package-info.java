/** What a developer is shown of an error that nobody has handled, while the app is watched. */
@NullMarked
package io.cortado.express.development;

import org.jspecify.annotations.NullMarked;
