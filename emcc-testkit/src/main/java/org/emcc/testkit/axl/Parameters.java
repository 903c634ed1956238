package org.emcc.testkit.axl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.emcc.core.configuration.EnterpriseParameters;
import org.emcc.core.configuration.FeatureParameters;
import org.emcc.core.configuration.Parameter;
import org.emcc.core.configuration.ServiceParameters;
import org.emcc.core.configuration.Setting;
import org.emcc.core.snapshot.ClusterSnapshot;

/** The parameters of a snapshot as rows of AXL. One that nobody gave an internal name for is not there: those names are not public. */
final class Parameters {
    private static final String EXTENSION_MOBILITY = "Cisco Extension Mobility";
    private static final String ENTERPRISE = "Enterprise Wide";

    private final Map<String, String> internalNames;
    private final String node;

    /**
     * Of a cluster.
     *
     * @param internalNames the internal name of each, by its name on the page
     * @param node the name of the node whose parameters they are
     */
    Parameters(Map<String, String> internalNames, String node) {
        this.internalNames = internalNames;
        this.node = node;
    }

    /** The parameters of one page. */
    private interface Values {
        <T> Setting<T> setting(Parameter<T> parameter);
    }

    List<Row> service(ClusterSnapshot of) {
        List<Row> rows = new ArrayList<>();
        ServiceParameters.all()
                .forEach(each -> text(each, of.serviceParameters()::setting)
                        .ifPresent(text -> serviceRow(EXTENSION_MOBILITY, each, text, rows)));
        EnterpriseParameters.all()
                .forEach(each -> text(each, of.enterpriseParameters()::setting)
                        .ifPresent(text -> serviceRow(ENTERPRISE, each, text, rows)));
        return rows;
    }

    List<Row> feature(ClusterSnapshot of) {
        List<Row> rows = new ArrayList<>();
        FeatureParameters.all()
                .forEach(each -> text(each, of.featureParameters()::setting).ifPresent(text -> {
                    String name = internalNames.get(each.name());
                    if (name != null) {
                        Map<String, String> texts = new LinkedHashMap<>();
                        texts.put("parameterName", name);
                        texts.put("value", text);
                        rows.add(Row.of("emccFeatureConfig", texts));
                    }
                }));
        return rows;
    }

    private void serviceRow(String service, Parameter<?> parameter, String text, List<Row> rows) {
        String name = internalNames.get(parameter.name());
        if (name != null) {
            Map<String, String> texts = new LinkedHashMap<>();
            texts.put("processNodeName", node);
            texts.put("name", name);
            texts.put("service", service);
            texts.put("value", text);
            rows.add(Row.of("serviceParameter", texts));
        }
    }

    /** Empty where nobody knows it; an empty text where it is not set. */
    private static <T> Optional<String> text(Parameter<T> parameter, Values values) {
        Setting<T> setting = values.setting(parameter);
        if (setting instanceof Setting.Unknown) {
            return Optional.empty();
        }
        return Optional.of(
                setting instanceof Setting.Invalid<T> invalid
                        ? invalid.text()
                        : setting.value().map(parameter::write).orElse(""));
    }
}
