package org.emcc.core.gateway;

import java.time.Duration;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.LoginId;
import org.emcc.core.session.Redirect;
import org.emcc.core.session.TemporaryDevice;

/**
 * The files that phones of this cluster fetch.
 *
 * @implSpec Durability: what a method published is served when it returns, and again after a restart if the caller repeats the
 *     call. Every method is idempotent and keyed by the login id: a call for an older login never undoes a newer one, and once a
 *     login was withdrawn or restored, a late publish or redirect of that same login changes nothing.
 *     Several nodes that share a login store must serve the same files, because a login that begins at one may end at another.
 *     Concurrency: called from any thread, calls overlap. Failure: throw any unchecked exception; a login then ends with 6, an
 *     end of a login is tried again. Nullness: never null.
 *     Contract suite: {@code org.emcc.testkit.contract.PhoneFilesContract}.
 * @threadsafety thread-safe
 * @since 0.1.0
 */
public interface PhoneFiles {
    /**
     * Home: builds the configuration file of a temporary device and serves it from now on.
     *
     * @param device the temporary device
     * @return what was published, for the audit trail
     */
    PublishedFile publish(TemporaryDevice device);

    /**
     * Home: stops serving the file of a login, after a grace time in which a phone can finish its download.
     *
     * @param login the login
     * @param device the phone
     * @param grace how much longer it is served; not negative
     */
    void withdraw(LoginId login, DeviceName device, Duration grace);

    /**
     * Visiting: serves the redirect in place of the phone's own file from now on.
     *
     * @param login the login
     * @param redirect where home's files are
     * @return what was published, for the audit trail
     */
    PublishedFile redirect(LoginId login, Redirect redirect);

    /**
     * Visiting: serves the phone's own file again.
     *
     * @param login the login whose redirect ends
     * @param device the phone
     */
    void restore(LoginId login, DeviceName device);
}
