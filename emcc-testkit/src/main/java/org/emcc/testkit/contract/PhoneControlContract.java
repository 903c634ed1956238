package org.emcc.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.emcc.core.gateway.PhoneControl;
import org.emcc.core.gateway.ResetOutcome;
import org.emcc.core.id.DeviceName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link PhoneControl} keeps to. Uses nothing but JUnit: two methods say how to make one, and how a phone registers that does
 * what a test wants; two more how it leaves, and whether it can refuse.
 *
 * @threadsafety not thread-safe; a new one for each test
 * @since 0.1.0
 */
public abstract class PhoneControlContract {
    private static final DeviceName ONE = DeviceName.of("SEP020000000001");
    private static final DeviceName TWO = DeviceName.of("SEP020000000002");
    private static final DeviceName THREE = DeviceName.of("SEP020000000003");
    private static final int THREADS = 4;

    private PhoneControl control;

    /** For those who extend it. */
    protected PhoneControlContract() {}

    /**
     * A control of a cluster at which nobody is registered, and at which the phones {@code SEP020000000001} to {@code SEP020000000008} may
     * register.
     *
     * @return a new one, which waits for a second or more until a phone has not answered
     */
    protected abstract PhoneControl newControl();

    /**
     * Registers a phone with the cluster of the control that {@link #newControl} made last.
     *
     * @param phone its name
     * @param does what it does when it is told to restart: {@link ResetOutcome#ACCEPTED} it confirms that, in whatever way its protocol
     *     has; {@link ResetOutcome#REFUSED} it says no; {@link ResetOutcome#NO_ANSWER} it says nothing
     * @return tells how often the phone was told to restart; it may count an order that is sent again for want of an answer
     */
    protected abstract IntSupplier register(DeviceName phone, ResetOutcome does);

    /**
     * Lets a phone unregister, and waits until it has.
     *
     * @param phone a phone that is registered
     */
    protected abstract void unregister(DeviceName phone);

    /**
     * Whether a phone can say no.
     *
     * @return true by default; SCCP has no such message
     */
    protected boolean phonesCanRefuse() {
        return true;
    }

    @BeforeEach
    void make() {
        control = newControl();
    }

    private static ResetOutcome done(CompletableFuture<ResetOutcome> outcome) throws Exception {
        return outcome.get(60, TimeUnit.SECONDS);
    }

    private ResetOutcome reset(DeviceName phone) throws Exception {
        return done(control.reset(phone));
    }

    @Test
    @Timeout(120)
    void whoIsNotRegisteredIsNotReset() throws Exception {
        for (DeviceName nobody :
                List.of(ONE, DeviceName.of("SEP0200000000FF"), DeviceName.of("a"), DeviceName.of("x".repeat(128)))) {
            assertEquals(ResetOutcome.NOT_REGISTERED, reset(nobody), nobody::value);
        }
    }

    @Test
    @Timeout(120)
    void aPhoneThatConfirmsIsTold() throws Exception {
        IntSupplier told = register(ONE, ResetOutcome.ACCEPTED);
        assertEquals(0, told.getAsInt());
        assertEquals(ResetOutcome.ACCEPTED, reset(ONE));
        assertEquals(1, told.getAsInt());
    }

    @Test
    @Timeout(120)
    void aRefusalIsAnOutcome() throws Exception {
        assumeTrue(phonesCanRefuse(), "skipped: a phone cannot refuse here");
        IntSupplier told = register(ONE, ResetOutcome.REFUSED);
        assertEquals(ResetOutcome.REFUSED, reset(ONE));
        assertEquals(1, told.getAsInt());
    }

    @Test
    @Timeout(120)
    void silenceIsAnOutcomeAndNobodyWaitsForIt() throws Exception {
        IntSupplier told = register(ONE, ResetOutcome.NO_ANSWER);
        register(TWO, ResetOutcome.ACCEPTED);
        CompletableFuture<ResetOutcome> silent = control.reset(ONE);
        assertFalse(silent.isDone(), "the caller is not to wait for the phone");
        assertEquals(ResetOutcome.ACCEPTED, reset(TWO), "while another phone is silent");
        assertEquals(ResetOutcome.NOT_REGISTERED, reset(THREE));
        assertEquals(ResetOutcome.NO_ANSWER, done(silent));
        assertFalse(told.getAsInt() == 0, "the phone was told");
    }

    @Test
    @Timeout(120)
    void onlyThePhoneThatIsMeantIsTold() throws Exception {
        IntSupplier one = register(ONE, ResetOutcome.ACCEPTED);
        IntSupplier two = register(TWO, ResetOutcome.ACCEPTED);
        assertEquals(ResetOutcome.ACCEPTED, reset(TWO));
        assertEquals(0, one.getAsInt());
        assertEquals(1, two.getAsInt());
    }

    @Test
    @Timeout(120)
    void whoHasLeftIsNotReset() throws Exception {
        IntSupplier told = register(ONE, ResetOutcome.ACCEPTED);
        unregister(ONE);
        assertEquals(ResetOutcome.NOT_REGISTERED, reset(ONE));
        assertEquals(0, told.getAsInt());
    }

    @Test
    @Timeout(120)
    void manyAreResetAtOnce() throws Exception {
        List<DeviceName> phones = new ArrayList<>();
        List<IntSupplier> told = new ArrayList<>();
        for (int i = 1; i <= 2 * THREADS; i++) {
            DeviceName phone = DeviceName.of("SEP02000000000" + i);
            phones.add(phone);
            told.add(register(phone, ResetOutcome.ACCEPTED));
        }
        AtomicInteger next = new AtomicInteger();
        List<ResetOutcome> outcomes = AtOnce.run(THREADS, () -> {
            CompletableFuture<ResetOutcome> first = control.reset(phones.get(next.getAndIncrement()));
            CompletableFuture<ResetOutcome> second = control.reset(phones.get(next.getAndIncrement()));
            return List.of(done(first), done(second));
        });
        assertEquals(phones.stream().map(phone -> ResetOutcome.ACCEPTED).toList(), outcomes);
        assertEquals(
                phones.stream().map(phone -> 1).toList(),
                told.stream().map(IntSupplier::getAsInt).toList());
    }
}
