package io.github.signalbox.functional;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

/** An enterprise bean, for which the server activates the request scope if nobody has. Open Liberty takes no nested class. */
@Stateless
public class EnterpriseBean {

    @Inject
    EnterpriseRoutes.Visit visit;

    /** The request that it is called in. */
    public String visit() {
        return visit.id();
    }
}
