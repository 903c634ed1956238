package org.emcc.model;

import org.emcc.core.configuration.MultipleLoginBehavior;

/**
 * A small world and the bounds of what may happen in it. Site 0 is NYC and home of {@code alice}, site 1 is LON and home of
 * {@code nora}; at a phone the user of the other site logs in.
 */
final class Scenario {
    final String name;
    int phonesAtNewYork;
    int phonesAtLondon = 1;
    int logins = 1;
    boolean wrongPin;
    int messages = 2;
    int faults;
    int crashes;
    boolean faultOrCrash;
    boolean slowResets;
    boolean grace;
    boolean plain;
    int baseDevices = 1;
    MultipleLoginBehavior policy = MultipleLoginBehavior.MULTIPLE_LOGINS_ALLOWED;
    Doubles doubles = Doubles.NONE;

    Scenario(String name) {
        this.name = name;
    }

    /** Phones at NYC and at LON. */
    Scenario phones(int newYork, int london) {
        this.phonesAtNewYork = newYork;
        this.phonesAtLondon = london;
        return this;
    }

    /** How often the user of each phone tries to log in. */
    Scenario logins(int each) {
        this.logins = each;
        return this;
    }

    /** The last login of each phone may come with a wrong PIN. */
    Scenario wrongPin() {
        this.wrongPin = true;
        return this;
    }

    /** States with more messages in flight are looked at, and not followed further. */
    Scenario messages(int most) {
        this.messages = most;
        return this;
    }

    Scenario faults(int most) {
        this.faults = most;
        return this;
    }

    Scenario crashes(int most) {
        this.crashes = most;
        return this;
    }

    /** One budget for both. */
    Scenario oneFaultOrCrash() {
        this.faults = 1;
        this.crashes = 1;
        this.faultOrCrash = true;
        return this;
    }

    /** The order to reset a phone is a message in flight, too; else the phone hears it at once. */
    Scenario slowResets() {
        this.slowResets = true;
        return this;
    }

    /** Home serves a withdrawn file for a minute more; else it is gone at once. */
    Scenario grace() {
        this.grace = true;
        return this;
    }

    /** Phones keep their registration, logins end at the phone or by home, and nobody maintains. */
    Scenario plain() {
        this.plain = true;
        return this;
    }

    Scenario baseDevices(int count) {
        this.baseDevices = count;
        return this;
    }

    Scenario policy(MultipleLoginBehavior value) {
        this.policy = value;
        return this;
    }

    Scenario with(Doubles value) {
        this.doubles = value;
        return this;
    }

    int mostLogins() {
        return (phonesAtNewYork + phonesAtLondon) * logins;
    }

    /** Whether exchanging the two sites gives the same world. */
    boolean mirrored() {
        return phonesAtNewYork == phonesAtLondon;
    }
}
