/** What libraries of others make of the same input; they are known to tests only. */
package org.emcc.rivals;
