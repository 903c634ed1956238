package org.emcc.core.login;

import org.emcc.core.directory.Directories;
import org.emcc.core.gateway.LocalLogins;
import org.emcc.core.gateway.PhoneFiles;
import org.emcc.core.store.VisitingLoginStore;

/** What the visiting side is given by the application, held to its deadline. */
record VisitingPorts(Directories directories, PhoneFiles files, VisitingLoginStore store, LocalLogins locals) {}
