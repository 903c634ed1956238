package org.emcc.model;

import java.util.ArrayList;
import java.util.List;
import org.emcc.core.id.DeviceName;

/** A phone: where it is registered, or on its way to. */
final class Handset {
    /** Where it is. */
    enum Place {
        AT_OWN,
        RESTARTING,
        ON_ITS_WAY,
        AT_HOME,
        LOST
    }

    final Site site;
    final int number;
    final DeviceName device;
    final List<Login> logins = new ArrayList<>();
    Place place = Place.AT_OWN;

    Handset(Site site, int number) {
        this.site = site;
        this.number = number;
        this.device = Configurations.phone(site.index, number);
    }

    /** Whether it is registered with a cluster. */
    boolean isAt(Site which) {
        return (place == Place.AT_OWN && which == site) || (place == Place.AT_HOME && which != site);
    }

    int name(int perspective) {
        return (site.index == perspective ? 0 : 64) + number;
    }

    @Override
    public String toString() {
        return device.value();
    }
}
