package org.emcc.core.em;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.emcc.core.gateway.AddressGuesses;
import org.emcc.core.gateway.PinChange;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.UserId;
import org.emcc.core.login.HomeCluster;
import org.emcc.core.user.Pin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The conversation with a phone whose user changes a PIN: the service <i>Change Credential</i>. It knows no HTTP.
 *
 * <pre>
 * no device                                     207
 * a device name that cannot be                  11
 * a device name too long for our URLs           210
 * no changePin=true                             the form; a userid in the request is filled in
 * userid, oldpin, newpin, confirmnewpin         one blank or missing: 202; newpin and confirmnewpin differ: said so
 * else                                          asks {@link HomeCluster#changePin}, and says what became of it
 * </pre>
 *
 * <p>No page and no URL that is made here holds a PIN. No directory is asked, so that a user who does not exist takes the same way as
 * a wrong PIN, and the credentials give both the same time; an identifier or an old PIN longer than any can be is answered
 * likewise without asking. Wrong PINs are counted twice: by the credentials, for the user at this cluster, and here, by the address
 * from which they come, as {@link AddressGuesses} says. While none is looked at, the page says that the user is locked.
 *
 * <p>The parameters, the title and that the outcome is in the prompt are seen in the field. The form, all words, the numbers, and that
 * the device is demanded are inferred, as is that users of EMCC are served by the page of their home cluster.
 *
 * <p>Source: em-api-and-axl 2.5; emcc-behaviour 7.1, 8.3.
 *
 * @threadsafety thread-safe
 * @since 0.1.0
 */
public final class CredentialApp {
    private static final Logger LOG = LoggerFactory.getLogger(CredentialApp.class);

    private final HomeCluster home;
    private final AddressGuesses guesses;

    private CredentialApp(HomeCluster home, AddressGuesses guesses) {
        this.home = Objects.requireNonNull(home, "home");
        this.guesses = Objects.requireNonNull(guesses, "guesses");
    }

    /**
     * The conversation of a cluster with its users.
     *
     * @param home the cluster whose users' PINs are changed
     * @param guesses counts wrong PINs by the address from which they come
     * @return the conversation
     */
    public static CredentialApp of(HomeCluster home, AddressGuesses guesses) {
        return new CredentialApp(home, guesses);
    }

    /**
     * Answers a request. It takes as long as a change of a PIN does, at most the deadline of the cluster's ports.
     *
     * @param request what the phone asks for; its service is the address of this page
     * @return the page; nothing is thrown. Where the credentials fail, it says 9
     */
    public PhonePage page(PhoneRequest request) {
        Objects.requireNonNull(request, "request");
        try {
            return answer(request);
        } catch (RuntimeException e) {
            LOG.error("A phone could not be answered when a PIN was to be changed; this is a bug of the SDK", e);
            return CredentialPages.unavailable(0);
        }
    }

    private PhonePage answer(PhoneRequest request) {
        String name = request.parameter("device").orElse("");
        if (name.isBlank()) {
            return CredentialPages.unavailable(207);
        }
        DeviceName device;
        try {
            device = DeviceName.of(name);
        } catch (IllegalArgumentException e) {
            return CredentialPages.unavailable(11);
        }
        URI service = request.service();
        if (!CredentialPages.fits(service, device)) {
            return CredentialPages.unavailable(210);
        }
        if (request.parameter("changePin").filter("true"::equals).isEmpty()) {
            return CredentialPages.form(service, device, known(request));
        }
        return submitted(request, CredentialPages.formUrl(service, device));
    }

    /** The user id to fill in. Where a PIN came too, something went wrong at the phone, and nothing is trusted. */
    private static String known(PhoneRequest request) {
        return request.carriesPin() ? "" : request.parameter("userid").orElse("");
    }

    private PhonePage submitted(PhoneRequest request, String form) {
        String user = request.parameter("userid").orElse("");
        String old = request.parameter("oldpin").orElse("");
        String next = request.parameter("newpin").orElse("");
        String again = request.parameter("confirmnewpin").orElse("");
        if (user.isBlank() || old.isBlank() || next.isBlank() || again.isBlank()) {
            return CredentialPages.notChanged(form, "Fill in all four fields (202).");
        }
        if (!next.equals(again)) {
            return CredentialPages.notChanged(form, "The two new PINs differ.");
        }
        Optional<Pin> wanted = pin(next);
        if (wanted.isEmpty()) {
            return CredentialPages.notChanged(form, "The new PIN is too long.");
        }
        Optional<Pin> until = pin(old);
        Optional<UserId> id = user(user);
        if (until.isEmpty() || id.isEmpty()) {
            return CredentialPages.wrong(form);
        }
        return changed(request.remoteAddress().orElse(""), id.get(), until.get(), wanted.get(), form);
    }

    private PhonePage changed(String address, UserId user, Pin old, Pin next, String form) {
        PinChange change;
        try {
            change = guesses.lookedAt(
                            user.value(),
                            address,
                            new PinChange.Locked(),
                            CredentialApp::verdict,
                            () -> CompletableFuture.completedFuture(home.changePin(
                                    user, old, next, home.settings().id())))
                    .join();
        } catch (RuntimeException e) {
            LOG.warn("The credentials failed when a PIN was to be changed", e);
            return CredentialPages.unavailable(9);
        }
        if (change instanceof PinChange.Changed) {
            return CredentialPages.changed();
        }
        if (change instanceof PinChange.Locked) {
            return CredentialPages.locked();
        }
        return change instanceof PinChange.Refused refused
                ? CredentialPages.notChanged(form, refused.reason())
                : CredentialPages.wrong(form);
    }

    private static AddressGuesses.Verdict verdict(PinChange change) {
        if (change instanceof PinChange.Locked) {
            return AddressGuesses.Verdict.NOT_LOOKED_AT;
        }
        return change instanceof PinChange.Wrong ? AddressGuesses.Verdict.WRONG : AddressGuesses.Verdict.RIGHT;
    }

    private static Optional<Pin> pin(String typed) {
        try {
            return Optional.of(Pin.of(typed));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<UserId> user(String typed) {
        try {
            return Optional.of(UserId.of(typed));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
