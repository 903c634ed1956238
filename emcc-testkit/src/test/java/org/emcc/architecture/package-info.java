/** What holds for all modules at once: which package may know which, what no class may do, and what users can see. */
package org.emcc.architecture;
