package org.emcc.core.login;

import org.emcc.core.directory.Directories;
import org.emcc.core.gateway.Credentials;
import org.emcc.core.gateway.LocalLogins;
import org.emcc.core.gateway.PhoneFiles;
import org.emcc.core.store.HomeLoginStore;

/** What the home side is given by the application, held to its deadline. */
record HomePorts(
        Directories directories, Credentials credentials, PhoneFiles files, HomeLoginStore store, LocalLogins locals) {}
