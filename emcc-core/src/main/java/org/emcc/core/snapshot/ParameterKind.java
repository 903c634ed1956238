package org.emcc.core.snapshot;

import java.util.List;
import java.util.Map;
import org.emcc.core.configuration.EnterpriseParameters;
import org.emcc.core.configuration.FeatureParameters;
import org.emcc.core.configuration.Parameter;
import org.emcc.core.configuration.ServiceParameters;
import org.emcc.core.configuration.Setting;

/** The three sets of parameters of a snapshot, for what treats them alike. */
enum ParameterKind {
    ENTERPRISE("enterpriseParameters", "enterprise parameter", 11),
    FEATURE("featureParameters", "EMCC feature parameter", 12),
    SERVICE("serviceParameters", "service parameter", 16);

    private final String element;
    private final String label;
    private final int step;

    ParameterKind(String element, String label, int step) {
        this.element = element;
        this.label = label;
        this.step = step;
    }

    /** The parameters of one snapshot. */
    interface Settings {
        <T> Setting<T> of(Parameter<T> parameter);
    }

    /** Takes what is read. */
    interface Reader {
        void read(String name, String text);
    }

    String element() {
        return element;
    }

    String label() {
        return label;
    }

    List<Parameter<?>> all() {
        return switch (this) {
            case ENTERPRISE -> EnterpriseParameters.all();
            case FEATURE -> FeatureParameters.all();
            case SERVICE -> ServiceParameters.all();
        };
    }

    /** The step of the procedure that sets them (emcc-behaviour 2.1). */
    int step() {
        return step;
    }

    Settings settings(ClusterSnapshot snapshot) {
        return switch (this) {
            case ENTERPRISE -> snapshot.enterpriseParameters()::setting;
            case FEATURE -> snapshot.featureParameters()::setting;
            case SERVICE -> snapshot.serviceParameters()::setting;
        };
    }

    Map<String, String> others(ClusterSnapshot snapshot) {
        return switch (this) {
            case ENTERPRISE -> snapshot.enterpriseParameters().others();
            case FEATURE -> snapshot.featureParameters().others();
            case SERVICE -> snapshot.serviceParameters().others();
        };
    }

    /** The text of a setting that is known; absent ones have none. */
    static <T> String text(Parameter<T> parameter, Setting<T> setting) {
        if (setting instanceof Setting.Valid<T> valid) {
            return parameter.write(valid.setting());
        }
        return setting instanceof Setting.Invalid<T> invalid ? invalid.text() : "";
    }
}
