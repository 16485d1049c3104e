package io.github.signalbox.functional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.authentication.mechanism.http.BasicAuthenticationMechanismDefinition;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.Map;
import java.util.Set;

/** Jakarta Security's way to know who signs in, the same on every server. A password is the name, as {@code test.cli} has it, too. */
@ApplicationScoped
@BasicAuthenticationMechanismDefinition(realmName = "signalbox-test")
class Users implements IdentityStore {

    private static final Map<String, Set<String>> GROUPS = Map.of("ada", Set.of("admin"), "bob", Set.of());

    @Override
    public CredentialValidationResult validate(Credential credential) {
        if (!(credential instanceof UsernamePasswordCredential given)) {
            return CredentialValidationResult.NOT_VALIDATED_RESULT;
        }
        String name = given.getCaller();
        Set<String> groups = GROUPS.get(name);
        return groups == null || !given.compareTo(name, name)
                ? CredentialValidationResult.INVALID_RESULT
                : new CredentialValidationResult(name, groups);
    }
}
