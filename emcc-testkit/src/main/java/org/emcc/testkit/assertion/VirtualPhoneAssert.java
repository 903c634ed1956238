package org.emcc.testkit.assertion;

import org.assertj.core.api.AbstractAssert;
import org.emcc.core.id.ServiceAddress;
import org.emcc.testkit.phone.FetchedFile;
import org.emcc.testkit.phone.PhoneStatus;
import org.emcc.testkit.phone.VirtualPhone;

/**
 * Assertions about a phone, as it is when each is called; {@link VirtualPhone#await} waits for something.
 *
 * @threadsafety confined to one thread
 * @since 0.1.0
 */
@SuppressWarnings("exports")
public final class VirtualPhoneAssert extends AbstractAssert<VirtualPhoneAssert, VirtualPhone> {
    VirtualPhoneAssert(VirtualPhone phone) {
        super(phone, VirtualPhoneAssert.class);
    }

    private AssertionError failed(String wanted) {
        return failure(
                "%nphone %s should %s,%nbut is %s; what happened:%n%s",
                actual.name(), wanted, actual.status(), actual.trace().asText());
    }

    private PhoneStatus.Registered registered(String wanted) {
        isNotNull();
        if (actual.status() instanceof PhoneStatus.Registered registered) {
            return registered;
        }
        throw failed(wanted);
    }

    /**
     * It is registered, wherever.
     *
     * @return this
     */
    public VirtualPhoneAssert isRegistered() {
        registered("be registered");
        return this;
    }

    /**
     * It is registered with this call manager.
     *
     * @param callManager such as {@code lab.cluster("NYC").sipAddress()}
     * @return this
     */
    public VirtualPhoneAssert isRegisteredAt(ServiceAddress callManager) {
        String wanted = "be registered with " + callManager;
        if (!registered(wanted).callManager().equals(callManager)) {
            throw failed(wanted);
        }
        return this;
    }

    /**
     * It is registered, and a redirect led it there.
     *
     * @return this
     */
    public VirtualPhoneAssert isInEmccMode() {
        String wanted = "be registered in EMCC mode";
        if (!registered(wanted).emccMode()) {
            throw failed(wanted);
        }
        return this;
    }

    /**
     * It is registered, and no redirect led it there.
     *
     * @return this
     */
    public VirtualPhoneAssert isNotInEmccMode() {
        String wanted = "be registered, and not in EMCC mode";
        if (registered(wanted).emccMode()) {
            throw failed(wanted);
        }
        return this;
    }

    /**
     * It is registered with this as its first line.
     *
     * @param directoryNumber the number
     * @return this
     */
    public VirtualPhoneAssert hasLine(String directoryNumber) {
        String wanted = "be registered with the line " + directoryNumber;
        if (!registered(wanted).line().equals(directoryNumber)) {
            throw failed(wanted);
        }
        return this;
    }

    /**
     * It has fetched a file of this name, whatever its bytes.
     *
     * @param name such as {@code SEP0011AABBCCD1.cnf.xml}
     * @return this
     */
    public VirtualPhoneAssert hasFetched(String name) {
        isNotNull();
        if (actual.fetchedFiles().stream().map(FetchedFile::name).noneMatch(name::equals)) {
            throw failed("have fetched " + name);
        }
        return this;
    }
}
