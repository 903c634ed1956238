/** Examples, compiled and run: the listings of the README, and how metrics and traces see logins. */
package org.emcc.examples;
