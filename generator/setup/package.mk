# Installing and packing, included by the Makefile.

.PHONY: install uninstall dist deb

# DESTDIR is for packagers. The program finds what lies in share/ beside it, so the tree may be moved.
install: $(BUILD)/lampiran $(CATALOGUES) ## put the program, its layouts, hooks and manual page below PREFIX
	install -D -m 755 $(BUILD)/lampiran '$(DESTDIR)$(PREFIX)/bin/lampiran'
	install -D -m 644 generator/lampiran.1 '$(DESTDIR)$(PREFIX)/share/man/man1/lampiran.1'
	install -D -m 644 generator/lampiran.id.1 '$(DESTDIR)$(PREFIX)/share/man/id/man1/lampiran.1'
	@find layouts lua -type f ! -path 'layouts/pictures/*' -exec install -D -m 644 {} '$(DESTDIR)$(SHARE)/{}' \;
	@cd $(BUILD) && find locale -type f -exec install -D -m 644 {} '$(DESTDIR)$(SHARE)/{}' \;

uninstall: ## take away what install put there
	rm -f '$(DESTDIR)$(PREFIX)/bin/lampiran' '$(DESTDIR)$(PREFIX)/share/man/man1/lampiran.1' \
	    '$(DESTDIR)$(PREFIX)/share/man/id/man1/lampiran.1'
	rm -rf '$(DESTDIR)$(SHARE)'

dist: ## what git holds at HEAD as build/lampiran-VERSION.tar.gz
	@mkdir -p $(BUILD)
	git archive --prefix=lampiran-$(VERSION)/ -o $(BUILD)/lampiran-$(VERSION).tar.gz HEAD

deb: deps deps-deb ## the Debian package of HEAD as build/lampiran_VERSION_ARCHITECTURE.deb
	@mkdir -p $(BUILD) && generator/setup/deb.sh $(VERSION) $(BUILD)
