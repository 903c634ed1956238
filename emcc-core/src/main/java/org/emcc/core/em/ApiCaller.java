package org.emcc.core.em;

import java.util.Objects;
import java.util.Optional;
import org.emcc.core.internal.Require;
import org.jspecify.annotations.Nullable;

/**
 * On whose behalf an application asks, for the check of addresses (codes 28 and 30).
 *
 * <p>Source: em-api-and-axl 1.3 and 1.9 (<em>Validate IP Address</em>).
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class ApiCaller {
    private static final ApiCaller UNKNOWN = new ApiCaller(null, null);

    private final @Nullable String remoteAddress;
    private final @Nullable Boolean viaProxy;

    private ApiCaller(@Nullable String remoteAddress, @Nullable Boolean viaProxy) {
        this.remoteAddress = remoteAddress;
        this.viaProxy = viaProxy;
    }

    /**
     * Nothing is said of it.
     *
     * @return the value
     */
    public static ApiCaller unknown() {
        return UNKNOWN;
    }

    /**
     * The same at an address.
     *
     * @param address the address of the phone or browser, 1 to 255 characters ({@code remoteIPAddr})
     * @return the new value
     * @throws IllegalArgumentException when the address breaks its rule
     */
    public ApiCaller withRemoteAddress(String address) {
        return new ApiCaller(Require.text(address, "remoteIPAddr", 255), viaProxy);
    }

    /**
     * The same, and whether its request came through a proxy.
     *
     * @param proxy whether it bore a Via header ({@code isViaHeaderSet})
     * @return the new value
     */
    public ApiCaller withViaProxy(boolean proxy) {
        return new ApiCaller(remoteAddress, proxy);
    }

    /** The same, as some queries have it in the DTD. */
    ApiCaller withoutViaProxy() {
        return new ApiCaller(remoteAddress, null);
    }

    /**
     * The address of the phone or browser.
     *
     * @return the address, or empty when nothing is said of it
     */
    public Optional<String> remoteAddress() {
        return Optional.ofNullable(remoteAddress);
    }

    /**
     * Whether its request came through a proxy.
     *
     * @return whether it did, or empty when nothing is said of it
     */
    public Optional<Boolean> viaProxy() {
        return Optional.ofNullable(viaProxy);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ApiCaller that
                && Objects.equals(remoteAddress, that.remoteAddress)
                && Objects.equals(viaProxy, that.viaProxy);
    }

    @Override
    public int hashCode() {
        return Objects.hash(remoteAddress, viaProxy);
    }

    @Override
    public String toString() {
        return "ApiCaller[" + (remoteAddress == null ? "" : remoteAddress)
                + (viaProxy == null ? "" : " via " + viaProxy) + "]";
    }
}
