package org.emcc.model;

import org.emcc.core.id.DeviceName;

/** A phone. Where it is at present, its world knows. */
final class Handset {
    /** Where it is registered, or on its way to. */
    enum Place {
        AT_OWN,
        RESTARTING,
        ON_ITS_WAY,
        AT_HOME,
        LOST
    }

    final int index;

    /** Whose phone it is. */
    final int site;

    final int number;
    final DeviceName device;

    Handset(int index, int site, int number) {
        this.index = index;
        this.site = site;
        this.number = number;
        this.device = Configurations.phone(site, number);
    }

    /** Where its user is at home. */
    int home() {
        return 1 - site;
    }

    int name(int perspective) {
        return (site == perspective ? 0 : 64) + number;
    }

    @Override
    public String toString() {
        return device.value();
    }
}
