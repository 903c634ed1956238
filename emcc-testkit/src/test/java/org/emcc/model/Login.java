package org.emcc.model;

import org.emcc.core.id.LoginId;

/** A login that was tried. All copies of a world that know it have the same. */
final class Login {
    private final int index;
    private final Handset phone;
    private final int number;
    private final boolean goodPin;
    private final LoginId id;

    Login(int index, Handset phone, int number, boolean goodPin, LoginId id) {
        this.index = index;
        this.phone = phone;
        this.number = number;
        this.goodPin = goodPin;
        this.id = id;
    }

    /** How many of its world came before it. */
    int index() {
        return index;
    }

    /** Where. */
    Handset phone() {
        return phone;
    }

    /** How many of its phone came before it. */
    int number() {
        return number;
    }

    boolean goodPin() {
        return goodPin;
    }

    LoginId id() {
        return id;
    }

    /** Its name as a site sees it: the same for mirrored worlds. */
    int name(int perspective) {
        return (phone.site == perspective ? 0 : 64) + phone.number * 8 + number + 1;
    }

    int home() {
        return phone.home();
    }

    /** It alone, in a set of logins. */
    int bit() {
        return 1 << index;
    }

    @Override
    public String toString() {
        return "login " + (number + 1) + " at " + phone;
    }
}
