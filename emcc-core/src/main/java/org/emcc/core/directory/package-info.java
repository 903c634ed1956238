/**
 * Read ports: the application's own users, devices and settings. Implement them over your data, or take
 * {@link org.emcc.core.directory.Directories#of} over a snapshot.
 */
@NullMarked
package org.emcc.core.directory;

import org.jspecify.annotations.NullMarked;
