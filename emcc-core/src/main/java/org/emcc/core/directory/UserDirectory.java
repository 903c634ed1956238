package org.emcc.core.directory;

import java.util.List;
import org.emcc.core.id.LoginType;
import org.emcc.core.user.EndUser;

/**
 * The end users of this cluster.
 *
 * @implSpec Durability: read only. Concurrency: called from any thread, calls overlap. Failure: throw any unchecked exception;
 *     the login ends with code 9 and leaves nothing behind. Nullness: never null.
 *     Contract suite: {@code org.emcc.testkit.contract.UserDirectoryContract}.
 * @threadsafety thread-safe
 * @since 0.1.0
 */
@FunctionalInterface
public interface UserDirectory {
    /**
     * Finds users, of whatever <em>Home Cluster</em> setting, by what they typed.
     *
     * @param type what kind of text it is: the user ID, the self-service user ID, or the primary extension
     * @param identifier the text as it was typed
     * @return nobody, one, or (primary extension only) several
     */
    List<EndUser> find(LoginType type, String identifier);
}
