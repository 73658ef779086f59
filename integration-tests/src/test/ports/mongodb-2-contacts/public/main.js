document.title = 'contacts';
